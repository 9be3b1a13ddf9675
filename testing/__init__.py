"""What the tests and the benchmarks share: projects to build, invented agreements, the search, browsers."""
