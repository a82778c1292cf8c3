package io.github.ecstaskretry.testkit.standin.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Faults and the call log. */
class SwitchboardTest {

    private final Switchboard switchboard = new Switchboard();
    private final List<ObjectNode> done = new ArrayList<>();
    private final AwsService service = new AwsService("Echo", Map.of("Say", this::echo, "Shout", this::echo));

    @Test
    void aFaultStrikesOnceAndItsCallDoesNothing() {
        switchboard.faults().refuse("Echo", "Say", AwsError.throttled());

        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> call("Say"))
                .satisfies(error -> assertThat(error.type()).isEqualTo("ThrottlingException"));
        assertThat(done).isEmpty();
        assertThat(switchboard.faults().spent()).isTrue();
        call("Say");
        assertThat(done).hasSize(1);
    }

    @Test
    void anAnswerThatIsLostIsThatOfACallThatWasDone() {
        switchboard.faults().loseAnswer("Echo", "Say", AwsError.of(500, "ServerException", "lost"));

        assertThatExceptionOfType(AwsError.class).isThrownBy(() -> call("Say"));

        assertThat(done).hasSize(1);
    }

    @Test
    void faultsStrikeInTheirOrderAndOnlyTheirOperation() {
        switchboard.faults().refuse("Echo", "Say", AwsError.client("First", "1"));
        switchboard.faults().refuse("Echo", "Shout", AwsError.client("Second", "2"));
        switchboard.faults().refuse("Echo", "Say", AwsError.client("Third", "3"));
        switchboard.faults().refuse("Other", "Say", AwsError.client("Fourth", "4"));

        assertThat(errorOf("Say")).isEqualTo("First");
        assertThat(errorOf("Say")).isEqualTo("Third");
        assertThat(errorOf("Shout")).isEqualTo("Second");
        call("Say");
        assertThat(switchboard.faults().spent()).isFalse();
        switchboard.faults().clear();
        assertThat(switchboard.faults().spent()).isTrue();
    }

    @Test
    void theLogNamesEachCall() {
        switchboard.call(Caller.FUNCTION, service, "Say", Json.object().put("n", 1));
        switchboard.call(Caller.CLIENT, service, "Say", Json.object());
        switchboard.call(Caller.STATE_MACHINE, service, "Shout", Json.object());

        CallLog log = switchboard.log();
        assertThat(log.by(Caller.FUNCTION)).singleElement().satisfies(call -> {
            assertThat(call.request()).isEqualTo(Json.object().put("n", 1));
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.error()).isNull();
        });
        assertThat(log.counts(Caller.FUNCTION)).isEqualTo(Map.of("Echo.Say", 1L));
        assertThat(log.counts(Caller.STATE_MACHINE)).isEqualTo(Map.of("Echo.Shout", 1L));
        assertThat(log.all()).hasSize(3);
    }

    @Test
    void aStateMachinesCallsAreNotAmongTheCallsOverHttp() {
        switchboard.call(Caller.CLIENT, service, "Say", Json.object());
        switchboard.call(Caller.STATE_MACHINE, service, "Say", Json.object());

        CallLog log = switchboard.log();
        assertThat(log.count("Echo", "Say")).isEqualTo(1);
        assertThat(log.calls("Echo")).extracting(Call::caller).containsExactly(Caller.CLIENT);
        assertThat(log.counts()).isEqualTo(Map.of("Echo.Say", 1L));
    }

    @Test
    void errorsAreCallsToo() {
        switchboard.faults().refuse("Echo", "Say", AwsError.throttled());
        errorOf("Say");
        errorOf("Sing");

        assertThat(switchboard.log().calls("Echo")).extracting(Call::operation).containsExactly("Say", "Sing");
        assertThat(switchboard.log().calls("Echo"))
                .extracting(Call::error)
                .containsExactly("ThrottlingException", "UnknownOperationException");
        switchboard.log().clear();
        assertThat(switchboard.log().all()).isEmpty();
    }

    private ObjectNode echo(ObjectNode request) {
        done.add(request);
        return request;
    }

    private ObjectNode call(String operation) {
        return switchboard.call(Caller.CLIENT, service, operation, Json.object());
    }

    private String errorOf(String operation) {
        try {
            call(operation);
        } catch (AwsError error) {
            return error.type();
        }
        throw new AssertionError("no error");
    }
}
