"""Parts of pages: each lays its entries out in one of many ways."""
