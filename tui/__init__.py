"""The screen and the command line: the only package that knows textual, rich and click."""

import os

# Textual draws 60 times a second at most, counted from when a room was opened: what comes right behind a letter typed
# would wait for up to 33 ms. It reads this when it is first imported. Nothing is drawn while nothing changes.
os.environ.setdefault("TEXTUAL_FPS", "250")
