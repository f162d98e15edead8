"""Where on the map: names of places found in text, and decided among their namesakes by the whole report."""

from warmonitor.grounding.places.detect import find_place_mentions
from warmonitor.grounding.places.ground import ground_places
from warmonitor.grounding.places.nouns import GroundedPlace, PlaceContext, PlaceMention

__all__ = ["GroundedPlace", "PlaceContext", "PlaceMention", "find_place_mentions", "ground_places"]
