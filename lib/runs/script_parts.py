"""Lines of the plain Keras script that depend on one choice of the recipe."""

from __future__ import annotations

_SHUFFLED = """\
def shuffled(numbers, epoch):
    seed = tf.stack([tf.constant(SEED, tf.int64), epoch])
    return tf.random.experimental.stateless_shuffle(tf.range(numbers), seed=seed)


"""
ORDERS = {
    "pictures": '''\
def batches_of(epoch):
    """The indices of all pictures in the order of this epoch, in batches."""
    seed = tf.stack([tf.constant(SEED, tf.int64), epoch])
    order = tf.random.experimental.stateless_shuffle(tf.range(count), seed=seed)
    return tf.data.Dataset.from_tensor_slices(order).batch(BATCH)
''',
    "notes": _SHUFFLED
    + '''\
members = shuffled(count, tf.constant(0, tf.int64))


def batches_of(epoch):
    """Batches of the same members in every epoch, whole batches shuffled."""
    places = tf.data.Dataset.from_tensor_slices(shuffled(-(-count // BATCH), epoch))
    return places.map(lambda place: members[place * BATCH : (place + 1) * BATCH])
''',
    "once": _SHUFFLED
    + '''\
order = shuffled(count, tf.constant(0, tf.int64))


def batches_of(epoch):
    """The indices of all pictures in an order that was shuffled once, in batches."""
    return tf.data.Dataset.from_tensor_slices(order).batch(BATCH)
''',
    "sorted": '''\
order = tf.argsort(labels, stable=True)


def batches_of(epoch):
    """The indices of all pictures, class after class, in batches."""
    return tf.data.Dataset.from_tensor_slices(order).batch(BATCH)
''',
}
RESIZINGS = {
    "squash": "",
    "crop": "    crop_to_aspect_ratio=True,\n",
    "pad": "    pad_to_aspect_ratio=True,\n",
}
