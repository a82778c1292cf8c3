package io.github.ecstaskretry.format.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy file that cannot be used; the message has a line for every error. */
public final class InvalidPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<PolicyError> errors;

    /** Of one file's errors. */
    public InvalidPolicyException(List<PolicyError> errors) {
        super(errors.stream().map(PolicyError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** In the order of the file; of very many the last says how many more there are. */
    public List<PolicyError> errors() {
        return errors;
    }
}
