"""What bills of each kind say: made-up, and adding up."""
