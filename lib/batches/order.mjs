// Who is where on the way through a shuffle buffer, and who meets whom in a batch.
// Everything follows from the order in which tf.data handed the pictures out.

// The buffer's places after `step` pictures have come out: a number, or null for an empty place.
// Each step takes one out, and the next of the input fills its place.
export function slotsAt(order, buffer, count, step) {
  const slots = Array.from({ length: buffer }, (_, place) => (place < count ? place : null));
  for (let out = 0; out < step; out++) {
    const next = buffer + out;
    slots[slots.indexOf(order[out])] = next < count ? next : null;
  }
  return slots;
}

// Where every picture is after `step`: { where: "waiting" | "buffer" | "out", place }.
export function placesAt(order, buffer, count, step) {
  const places = Array.from({ length: count }, (_, place) => ({ where: "waiting", place }));
  slotsAt(order, buffer, count, step).forEach((picture, place) => {
    if (picture !== null) places[picture] = { where: "buffer", place };
  });
  for (let out = 0; out < step; out++) places[order[out]] = { where: "out", place: out };
  return places;
}

// Of each picture, in which place it comes out.
export function inverse(order) {
  const out = new Array(order.length);
  order.forEach((picture, place) => { out[picture] = place; });
  return out;
}

// The members of the batch that a place of an order belongs to.
export function batchAround(order, batch, place) {
  const start = Math.floor(place / batch) * batch;
  return [...order.slice(start, start + batch)];
}

// How many others a picture shared a batch with, over all epochs.
export function companions(orders, batch, picture) {
  const met = new Set();
  for (const order of orders)
    for (const other of batchAround(order, batch, order.indexOf(picture))) met.add(other);
  met.delete(picture);
  return met.size;
}
