package io.github.ecstaskretry.simulation;

import io.github.ecstaskretry.handle.Attempts;
import io.github.ecstaskretry.handle.Notices;

/** The ports that a broken variant may break. */
record Ports(Attempts attempts, Notices notices) {}
