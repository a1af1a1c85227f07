"""What Streamlit's page keeps of the messages that it was sent."""

from __future__ import annotations

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class KeptMessages:
    """The large messages that a browser keeps, for as long as Streamlit's own does."""

    def __init__(self) -> None:
        self.oldest = 2  # runs after which a message is forgotten that was not referred to
        self.messages: dict[str, tuple[ForwardMsg, int]] = {}  # by hash, with its last run
        self._runs = 0

    def whole(self, message: ForwardMsg) -> ForwardMsg | None:
        """The message, or the one that it refers to, in its place; None if that is not kept."""
        if message.WhichOneof("type") != "ref_hash":
            if message.metadata.cacheable:
                self.messages.setdefault(message.hash, (message, self._runs))
            return message
        kept, _ = self.messages.get(message.ref_hash, (None, 0))
        if kept is None:
            return None
        self.messages[message.ref_hash] = kept, self._runs
        whole = ForwardMsg()
        whole.CopyFrom(kept)
        whole.metadata.CopyFrom(message.metadata)
        return whole

    def forget(self, fragments: list[str]) -> None:
        """A run has ended: forget what is old, of its fragments if it was of some only."""
        self._runs += 1
        for name, (message, run) in list(self.messages.items()):
            concerned = not fragments or message.delta.fragment_id in fragments
            if concerned and self._runs - run > self.oldest:
                del self.messages[name]
