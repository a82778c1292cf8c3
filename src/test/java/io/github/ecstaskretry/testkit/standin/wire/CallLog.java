package io.github.ecstaskretry.testkit.standin.wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Every call to the stand-ins, in the order of the answers. Except for {@link #all} and {@link #by}, the methods leave out
 * the calls that a state machine made.
 */
public final class CallLog {

    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** Everything, the state machines' calls included. */
    public List<Call> all() {
        return List.copyOf(calls);
    }

    public List<Call> by(Caller caller) {
        return calls.stream().filter(call -> call.caller() == caller).toList();
    }

    /** The calls to one service, such as {@code StepFunctions}. */
    public List<Call> calls(String service) {
        return overHttp().stream()
                .filter(call -> call.service().equals(service))
                .toList();
    }

    /** The calls of one operation. */
    public List<Call> calls(String service, String operation) {
        return overHttp().stream().filter(call -> call.is(service, operation)).toList();
    }

    public int count(String service, String operation) {
        return calls(service, operation).size();
    }

    /** How many calls of each operation, by names such as {@code StepFunctions.StartExecution}. */
    public Map<String, Long> counts() {
        return counts(overHttp());
    }

    /** The same for one caller: what a function's event has cost. */
    public Map<String, Long> counts(Caller caller) {
        return counts(by(caller));
    }

    public void clear() {
        calls.clear();
    }

    void add(Call call) {
        calls.add(call);
    }

    private List<Call> overHttp() {
        return calls.stream()
                .filter(call -> call.caller() != Caller.STATE_MACHINE)
                .toList();
    }

    private static Map<String, Long> counts(List<Call> calls) {
        return calls.stream()
                .collect(Collectors.groupingBy(
                        call -> call.service() + "." + call.operation(), TreeMap::new, Collectors.counting()));
    }
}
