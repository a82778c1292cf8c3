package io.github.ecstaskretry.testkit.standin.wire;

/** One wire protocol of one service. */
public sealed interface Protocol
        permits AwsJson, AwsQuery, Download, EventDoor, Forward, Invocation, RestJson, RpcCbor, Stranger {

    /** Whether the request is this service's. */
    boolean takes(Request request);

    /** Answers it; errors of the service included. */
    Answer answer(Request request);
}
