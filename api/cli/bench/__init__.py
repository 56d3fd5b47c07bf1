"""`tanjian bench`: what a command costs, side by side with the least that its parts could cost."""
