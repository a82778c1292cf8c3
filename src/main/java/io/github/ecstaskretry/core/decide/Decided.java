package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.history.Ruling;

/** A decision together with why it was taken. */
public record Decided(Ruling ruling, Decision decision) {}
