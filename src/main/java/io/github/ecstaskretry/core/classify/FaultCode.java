package io.github.ecstaskretry.core.classify;

/**
 * An error code of a fault; the fault's words do not count.
 *
 * @param fault whose code it is
 */
public record FaultCode(Fault fault) implements Sign {

    @Override
    public boolean isIn(Reading reading) {
        ErrorCodes.Known code = reading.code();
        return code != null && code.fault().equals(fault);
    }
}
