package io.github.ecstaskretry.simulation;

/** The protocol as it is, or broken on purpose in one place. */
interface Variant {

    /** Nothing is changed. */
    Variant AS_IT_IS = new Variant() {};

    default Clients clients(Clients clients) {
        return clients;
    }

    default Ports ports(Ports ports) {
        return ports;
    }
}
