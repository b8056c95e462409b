"""A reader without a browser: Streamlit's own messages over a WebSocket of its own.

It answers as the browser's part of Streamlit does: it keeps large messages and says which it has,
sends its address back, and presses what it was sent by the widget's identifier.
"""

import asyncio
import json
from types import TracebackType
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

ANSWER_WITHIN = 60.0  # seconds


class Session:
    """One reader; `widgets` has identifiers by key, `panels` what each component was given."""

    def __init__(self, url: str, cookie: str = "") -> None:
        self._url = url.replace("http://", "ws://") + "/_stcore/stream"
        self._cookie = cookie
        self._stream: ClientConnection
        self._kept: dict[str, ForwardMsg] = {}
        self._values: dict[str, WidgetState] = {}
        self.query, self.received = "", 0
        self.widgets: dict[str, str] = {}
        self.panels: dict[str, Any] = {}

    async def __aenter__(self) -> Self:
        self._stream = await connect(
            self._url, subprotocols=["streamlit"], max_size=None, compression=None,  # type: ignore[list-item]
            open_timeout=ANSWER_WITHIN, additional_headers={"Cookie": self._cookie},
        )  # fmt: skip
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self._stream.close()

    async def send(self, frame: bytes) -> None:
        """Send these bytes, whatever they are."""
        await self._stream.send(frame)

    async def receive(self) -> str | bytes:
        """The next bytes that come."""
        return await self._stream.recv()

    async def run(self, *pressed: WidgetState) -> None:
        """Have the script run, with what was pressed, and wait until it is through."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.context_info.timezone = "Asia/Baghdad"
        state.cached_message_hashes.extend(self._kept)
        state.widget_states.widgets.extend([*self._values.values(), *pressed])
        async with asyncio.timeout(ANSWER_WITHIN):
            await self._stream.send(message.SerializeToString())
            while not self._heard(await self._stream.recv()):
                pass

    async def trigger(self, key: str, event: str, value: object) -> None:
        """What a component's script calls `setTriggerValue(event, value)`."""
        name = f"$$STREAMLIT_INTERNAL_KEY_{self.widgets[key]}__events"
        said = json.dumps([{"event": event, "value": value}])
        await self.run(WidgetState(id=name, json_trigger_value=said))

    async def slide(self, key: str, value: float) -> None:
        """Move a slider."""
        state = WidgetState(id=self.widgets[key])
        state.double_array_value.data.append(value)
        self._values[key] = state
        await self.run()

    def _heard(self, raw: str | bytes) -> bool:
        """Take in one message; whether it was the last of a run."""
        assert isinstance(raw, bytes), "Streamlit speaks bytes"
        self.received += len(raw)
        message = ForwardMsg.FromString(raw)
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            message = self._kept[message.ref_hash]
        elif message.metadata.cacheable:
            self._kept[message.hash] = message
        if message.HasField("page_info_changed"):
            self.query = message.page_info_changed.query_string
        if message.HasField("delta") and message.delta.HasField("new_element"):
            self._drawn(message.delta.new_element)
        if (
            kind != "script_finished"
            or message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
        ):
            return False
        if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise RuntimeError("the page's script does not compile")
        return message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY

    def _drawn(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise RuntimeError(f"the page shows an error: {element.exception.message}")
        drawn = getattr(element, kind)
        name = getattr(drawn, "id", "")
        if name:
            self.widgets[name.rpartition("-")[2]] = name
        if kind == "bidi_component" and drawn.WhichOneof("data") in ("json", "mixed"):
            text = drawn.json or drawn.mixed.json
            self.panels[name.rpartition("-")[2]] = json.loads(text)
