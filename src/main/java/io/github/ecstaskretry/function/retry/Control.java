package io.github.ecstaskretry.function.retry;

import java.time.Instant;

/** Port: what holds for the whole deployment, in one item of the table. Reading may be repeated. It throws if AWS fails. */
public interface Control {

    /**
     * What the item holds.
     *
     * @param adoptSince tasks that stopped before this time are none of this deployment's
     */
    record Settings(Instant adoptSince) {}

    /** Reads the item. The first call of a deployment writes it. */
    Settings read();
}
