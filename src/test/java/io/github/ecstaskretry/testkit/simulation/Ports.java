package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.function.retry.Attempts;
import io.github.ecstaskretry.function.retry.Notices;

/** The ports that a broken variant may break. */
record Ports(Attempts attempts, Notices notices) {}
