"""Tables of own sentences with what they tell."""
