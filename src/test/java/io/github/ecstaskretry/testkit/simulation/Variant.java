package io.github.ecstaskretry.testkit.simulation;

/** The protocol as it is, or broken on purpose in one place. */
interface Variant {

    /** Nothing is changed. */
    Variant AS_IT_IS = new Variant() {};

    /** What an invocation is given instead of its clients. */
    default Clients clients(Clients clients, Invocation invocation) {
        return clients;
    }

    /** Whether the schedule is there that makes the function reconcile. */
    default boolean reconciles() {
        return true;
    }

    /** What an invocation is given instead of its ports. */
    default Ports ports(Ports ports) {
        return ports;
    }
}
