package io.github.ecstaskretry.core.decide;

/** A decision together with why it was taken. */
public record Decided(Ruling ruling, Decision decision) {}
