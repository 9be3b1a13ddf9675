"""A project whose builds the tests disturb."""

from __future__ import annotations

import pytest

from tests.portions import projects
from tests.portions.projects import Project


@pytest.fixture(scope="session")
def shared_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with two texts, whose sites are known."""
    return projects.project(tmp_path_factory.mktemp("disturbed"))


@pytest.fixture
def disturbed(shared_project: Project) -> Project:
    """The same, built before its text became another."""
    if projects.built(shared_project.root) != shared_project.sites[shared_project.text]:
        shared_project.assert_next_build_works()
    shared_project.turn()
    return shared_project
