"""Sessions in the database, which is asked only for what can be the key of one."""

from __future__ import annotations

from django.contrib.sessions.backends import base, db

KEY_LENGTH, KEY_SIGNS = 32, frozenset(base.VALID_KEY_CHARS)


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key: str | None) -> bool:
        """Refuse a forged cookie before PostgreSQL does, which raises an error for a NUL."""
        return key is not None and len(key) == KEY_LENGTH and set(key) <= KEY_SIGNS
