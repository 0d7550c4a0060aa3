"""Settings shared by all tests."""

from hypothesis import HealthCheck, settings

# A busy machine is no reason to fail: examples count, not the time they take.
settings.register_profile("maison", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("maison")
