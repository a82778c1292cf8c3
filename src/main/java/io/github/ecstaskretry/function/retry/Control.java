package io.github.ecstaskretry.function.retry;

import java.time.Instant;

/** Port: the state of the whole deployment, in one item of the table. Reading may be repeated. It throws if AWS fails. */
public interface Control {

    /**
     * The content of the item.
     *
     * @param adoptSince tasks that stopped before this time do not belong to this deployment
     */
    record Settings(Instant adoptSince) {}

    /** Reads the item. The first call of a deployment writes it. */
    Settings read();
}
