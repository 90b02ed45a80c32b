// The map of the rooms beside their list. It asks our own server only, and writes words as text, never as markup.
"use strict";
(function () {
  const NEAR = 17;

  function background(map, box) {
    const credit = box.dataset.credit || "";
    if (box.dataset.tiles) {
      L.tileLayer(box.dataset.tiles, { attribution: escaped(credit), maxZoom: 19 }).addTo(map);
      return true;
    }
    if (box.dataset.picture) {
      const [west, south, east, north] = box.dataset.corners.split(",").map(Number);
      const corners = [[south, west], [north, east]];
      L.imageOverlay(box.dataset.picture, corners, { attribution: escaped(credit) }).addTo(map);
      return true;
    }
    return false;
  }

  function escaped(text) {
    const holder = document.createElement("span");
    holder.textContent = text;
    return holder.innerHTML;
  }

  function words(properties, open) {
    const holder = document.createElement("div");
    for (const text of [properties.name, properties.summary].filter(Boolean)) {
      const line = document.createElement("p");
      line.textContent = text;
      holder.append(line);
    }
    const link = document.createElement("a");
    link.href = properties.url;
    link.textContent = open;
    holder.append(link);
    return holder;
  }

  function point(feature, place, open, isAlone) {
    const icon = L.divIcon({ className: "map__point", iconSize: [32, 32] });
    const marker = L.marker(place, { icon, title: feature.properties.name });
    marker.on("add", () => marker.getElement().setAttribute("aria-label", feature.properties.name));
    if (!isAlone) {
      marker.bindPopup(words(feature.properties, open));
    }
    return marker;
  }

  function show(box, collection) {
    const features = collection.features.filter(
      (each) => !box.dataset.only || each.id === box.dataset.only
    );
    if (!features.length) {
      return;
    }
    box.hidden = false;
    const map = L.map(box, { zoomControl: false, scrollWheelZoom: false, attributionControl: false });
    L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
    if (box.dataset.credit) {
      L.control.attribution({ prefix: false }).addTo(map);
    }
    const hasGround = background(map, box);
    const named = new Set();
    const places = features.map((feature) => {
      const [longitude, latitude] = feature.geometry.coordinates;
      const place = L.latLng(latitude, longitude);
      const marker = point(feature, place, box.dataset.open, Boolean(box.dataset.only)).addTo(map);
      const street = feature.properties.street || feature.properties.kind;
      // Without a map under it, a point says its street; once a street, so that names do not lie on each other.
      if (!hasGround && !named.has(street)) {
        named.add(street);
        marker.bindTooltip(escaped(street), { permanent: true, direction: "right", offset: [12, 0] });
      }
      return place;
    });
    map.fitBounds(L.latLngBounds(places), { maxZoom: NEAR, padding: [48, 48] });
  }

  for (const box of document.querySelectorAll("[data-map]")) {
    fetch(box.dataset.points, { headers: { Accept: "application/geo+json" } })
      .then((answer) => (answer.ok ? answer.json() : { features: [] }))
      .then((collection) => show(box, collection))
      .catch(() => { box.hidden = true; });
  }
})();
