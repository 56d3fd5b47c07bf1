"""From a picture to lines of text with their places, on a page that stands upright; and sheets apart."""
