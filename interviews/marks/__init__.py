"""How documents mark the turns of a conversation. Pure Python; no Django."""
