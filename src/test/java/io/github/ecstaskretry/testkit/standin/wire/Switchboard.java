package io.github.ecstaskretry.testkit.standin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** All calls pass here, over HTTP or from inside: it applies the ordered faults and keeps the log. */
public final class Switchboard {

    private final CallLog log = new CallLog();
    private final Faults faults = new Faults();

    public CallLog log() {
        return log;
    }

    public Faults faults() {
        return faults;
    }

    /**
     * Calls an operation.
     *
     * @throws AwsError when the service answers with an error, or a fault strikes
     */
    public ObjectNode call(Caller caller, AwsService service, String operation, ObjectNode request) {
        try {
            ObjectNode answer = underFault(
                    service.name(),
                    operation,
                    () -> service.operation(operation).call(request));
            log.add(new Call(caller, service.name(), operation, Times.now(), request, 200, null));
            return answer;
        } catch (AwsError error) {
            log.add(new Call(caller, service.name(), operation, Times.now(), request, error.status(), error.type()));
            throw error;
        }
    }

    /**
     * Sends a request on to another server, whose errors are answers too.
     *
     * @throws AwsError when a fault strikes
     */
    Answer forward(String service, Request request, JsonNode body, Supplier<Answer> send) {
        String operation = request.operation();
        try {
            Answer answer = underFault(service, operation, send);
            log.add(new Call(
                    request.caller(), service, operation, Times.now(), body, answer.status(), answer.jsonErrorType()));
            return answer;
        } catch (AwsError error) {
            log.add(new Call(request.caller(), service, operation, Times.now(), body, error.status(), error.type()));
            throw error;
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T underFault(String service, String operation, Supplier<T> work) {
        Optional<Fault> fault = faults.next(service, operation);
        if (fault.isPresent() && fault.get() instanceof Fault.Refused refused) {
            throw refused.error();
        }
        if (fault.isPresent() && fault.get() instanceof Fault.Hangs hangs) {
            sleep(hangs.time());
            throw hangs.error();
        }
        T answer = work.get();
        if (fault.isPresent()) {
            throw fault.get().error();
        }
        return answer;
    }
}
