"""The invented story of ``fixture.ttl``, as the product and as other engines read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.query.sandbox import Local

FIXTURE = Path(__file__).with_name("fixture.ttl")


@pytest.fixture(scope="session")
def story() -> Local:
    return Local(files=(str(FIXTURE),))
