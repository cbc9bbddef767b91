"""A fake Discord on the loopback interface: REST, gateway, and the people in one small server."""
