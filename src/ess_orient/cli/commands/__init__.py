"""One file a command; each exposes `app`, made with `french.application()`."""
