// A marker for maps with many of them.

import L from "leaflet";

interface Inner extends L.Marker {
  _icon?: HTMLElement & { _leaflet_pos: L.Point };
  _zIndex: number;
  _resetZIndex(): void;
}

/**
 * A marker that lies in the plane of the map. Leaflet's own stand each in a layer of its own, which a graphics
 * processor is quick with; without one a hundred layers take longer to paint than all else that a filter changes.
 */
export const FlatMarker = L.Marker.extend({
  _setPos(this: Inner, at: L.Point) {
    if (!this._icon) return;
    this._icon._leaflet_pos = at;
    this._icon.style.transform = `translate(${at.x}px, ${at.y}px)`;
    this._zIndex = at.y + (this.options.zIndexOffset ?? 0);
    this._resetZIndex();
  },
}) as unknown as typeof L.Marker;
