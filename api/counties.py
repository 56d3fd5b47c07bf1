"""The counties and cities of Taiwan as the door takes them."""

from domain.counties import county_named

__all__ = ["county_named"]
