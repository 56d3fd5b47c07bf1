"""Whether the weights at hand are those of the full recipe, which alone are held to what reading promises."""

import json

from safetensors import safe_open

from models.network.weights import WEIGHTS
from models.training.recipe import recipes


def recipe_of_weights() -> str:
    """The name of the recipe that made them."""
    with safe_open(WEIGHTS, "pt") as stored:
        return str(json.loads(stored.metadata()["recipe"])["name"])


FULLY_TRAINED = recipe_of_weights() == recipes()["full"].name
WHY_NOT_HELD = "models/weights holds a short training's weights: the full training is still to come"
