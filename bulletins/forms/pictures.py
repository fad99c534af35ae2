"""Bringing a picture."""

from press.picture_field import PictureField, PictureForm

__all__ = ["PictureField", "PictureForm"]
