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
PLAIN_BATCHES = """\
training = (
    tf.data.Dataset.range(EPOCHS)
    .flat_map(batches_of)
    .map(lambda indices: as_float(tf.gather(pictures, indices), tf.gather(labels, indices)))
    .prefetch(2)
)
"""
FUSED_BATCHES = '''\
FLIP, ROTATION, ZOOM = "{flip}", {rotation}, {zoom}


def augmented(pictures, epoch, batch):
    """Flip, rotation and zoom in one step: their affine maps multiplied, sampled once."""
    seed = tf.stack([tf.constant(SEED, tf.int64), epoch * 2**32 + batch])
    drawn = tf.random.stateless_uniform((tf.shape(pictures)[0], 4), seed=seed)
    one = tf.ones_like(drawn[:, 0])
    columns = tf.where(drawn[:, 0] < 0.5, -one, one) if "horizontal" in FLIP else one
    rows = tf.where(drawn[:, 1] < 0.5, -one, one) if "vertical" in FLIP else one
    angles = (2.0 * drawn[:, 2] - 1.0) * ROTATION * 2.0 * math.pi
    zooms = 1.0 + (2.0 * drawn[:, 3] - 1.0) * ZOOM
    across = columns * zooms * tf.cos(angles), -columns * zooms * tf.sin(angles)
    down = rows * zooms * tf.sin(angles), rows * zooms * tf.cos(angles)
    middle, nothing = (SIZE - 1) / 2, tf.zeros_like(zooms)
    offsets = [middle - middle * (first + second) for first, second in (across, down)]
    maps = tf.stack([*across, offsets[0], *down, offsets[1], nothing, nothing], axis=1)
    changed = tf.raw_ops.ImageProjectiveTransformV3(
        images=pictures,
        transforms=maps,
        output_shape=[SIZE, SIZE],
        fill_value=0.0,
        interpolation="BILINEAR",
        fill_mode="REFLECT",
    )
    return tf.cast(changed, tf.float32)


def numbered_batches_of(epoch):
    return batches_of(epoch).enumerate().map(lambda batch, indices: (epoch, batch, indices))


def gather(epoch, batch, indices):
    return augmented(tf.gather(pictures, indices), epoch, batch), tf.gather(labels, indices)


training = (
    tf.data.Dataset.range(EPOCHS)
    .flat_map(numbered_batches_of)
    .map(gather, num_parallel_calls=2)
    .prefetch(2)
)
'''
RESIZINGS = {
    "squash": "",
    "crop": "    crop_to_aspect_ratio=True,\n",
    "pad": "    pad_to_aspect_ratio=True,\n",
}
CHANGING = """
# The learning rate was changed on the way: from these epochs and batches on, counted from 1.
RATES = {rates}


class ChangeRate(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch + 1

    def on_train_batch_begin(self, batch, logs=None):
        if (self.epoch, batch + 1) in RATES:
            self.model.optimizer.learning_rate = RATES[self.epoch, batch + 1]


"""
COPYING = '''
# Keras cannot load the folder as it is, so the run was given a clean copy of it.
SKIPPED = {skipped}
RENAMED = {renamed}
CONVERTED = {converted}
ENDINGS = (".bmp", ".gif", ".jpeg", ".jpg", ".png")
NO_PICTURES = ("__macosx", "thumbs.db", "desktop.ini")


def clean_copy(folder):
    """Links to all files that Keras loads as they are, and PNGs of those that it does not."""
    folder, copy = Path(folder).resolve(), Path(tempfile.mkdtemp())
    for file, place in ({{file: file for file in loadable_files(folder)}} | RENAMED).items():
        (copy / place).parent.mkdir(parents=True, exist_ok=True)
        (copy / place).symlink_to(folder / file)
    for file, place in CONVERTED.items():
        (copy / place).parent.mkdir(parents=True, exist_ok=True)
        with Image.open(folder / file) as image:
            plain(image, file).save(copy / place, compress_level=1)
    return copy


def loadable_files(folder):
    for class_name in CLASSES:
        for root, _, names in os.walk(folder / class_name):
            for path in (Path(root, name).relative_to(folder) for name in names):
                hidden = any(p.startswith(".") or p.lower() in NO_PICTURES for p in path.parts)
                file = path.as_posix()
                known = file in SKIPPED or file in RENAMED or file in CONVERTED
                is_text = file.encode(errors="replace").decode() == file
                if is_text and not hidden and not known and file.lower().endswith(ENDINGS):
                    yield file


def plain(image, file):
    """The first frame upright, over white, as 8-bit red, green and blue."""
    image = ImageOps.exif_transpose(image)
    if image.mode in ("I", "F", "LAB"):
        print(f"{{file}}: ConvScope reads these colours in another way, numbers will differ")
    if image.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(image) // 256).astype(np.uint8)).convert("RGB")
    if image.mode in ("LA", "RGBA", "PA") or "transparency" in image.info:
        coloured = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(coloured, mask=coloured.getchannel("A"))
        return white
    return image.convert("RGB")

'''
