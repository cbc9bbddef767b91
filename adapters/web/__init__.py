"""The one HTTP server: gateways hand it their routes, it knows no platform."""
