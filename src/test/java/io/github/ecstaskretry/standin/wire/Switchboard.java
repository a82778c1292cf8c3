package io.github.ecstaskretry.standin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one way to every operation, over HTTP and from inside: strikes with the ordered faults and keeps the log. */
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
        return call(
                caller,
                service.name(),
                operation,
                request,
                () -> service.operation(operation).call(request));
    }

    /** The same for work that is no {@link AwsService}'s. */
    <T> T call(Caller caller, String service, String operation, JsonNode request, Supplier<T> work) {
        Optional<Fault> fault = faults.next(service, operation);
        try {
            T answer = perform(work, fault.orElse(null));
            log.add(new Call(caller, service, operation, Times.now(), request, 200, null));
            return answer;
        } catch (AwsError error) {
            log.add(new Call(caller, service, operation, Times.now(), request, error.status(), error.type()));
            throw error;
        }
    }

    private static <T> T perform(Supplier<T> work, @Nullable Fault fault) {
        if (fault instanceof Fault.Refused refused) {
            throw refused.error();
        }
        T answer = work.get();
        if (fault instanceof Fault.AnswerLost lost) {
            throw lost.error();
        }
        return answer;
    }
}
