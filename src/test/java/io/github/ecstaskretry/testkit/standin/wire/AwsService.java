package io.github.ecstaskretry.testkit.standin.wire;

import java.util.Map;
import java.util.TreeSet;

/**
 * A service that a stand-in offers.
 *
 * @param name as the call log names it
 * @param operations what is implemented; everything else is answered with {@code UnknownOperationException}
 */
public record AwsService(String name, Map<String, Operation> operations) {

    public AwsService {
        operations = Map.copyOf(operations);
    }

    Operation operation(String operation) {
        Operation implemented = operations.get(operation);
        if (implemented == null) {
            throw AwsError.client(
                    "UnknownOperationException",
                    "The stand-in of " + name + " does not implement " + operation + "; it implements "
                            + String.join(", ", new TreeSet<>(operations.keySet())));
        }
        return implemented;
    }
}
