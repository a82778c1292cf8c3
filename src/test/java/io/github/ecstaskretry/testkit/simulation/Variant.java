package io.github.ecstaskretry.testkit.simulation;

/** The protocol, unchanged or broken on purpose in one place. */
interface Variant {

    /** Nothing is changed. */
    Variant AS_IT_IS = new Variant() {};

    /** Replaces the clients of an invocation. */
    default Clients clients(Clients clients, Invocation invocation) {
        return clients;
    }

    /** Whether the schedule makes the function reconcile. */
    default boolean reconciles() {
        return true;
    }

    /** Whether run-job stores the token with which it is answered. */
    default boolean storesTokens() {
        return true;
    }

    /** Replaces the ports of an invocation. */
    default Ports ports(Ports ports) {
        return ports;
    }
}
