package io.github.ecstaskretry.format.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ecstaskretry.format.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandJsonTest {

    private static final String ADA = "arn:aws:iam::111122223333:user/ada";

    private static Command read(String detail) {
        return ((Incoming.Ordered)
                        EventJson.read(Json.parse("{\"detail-type\":\"ecs-task-retry Command\",\"detail\":{\"by\":\""
                                + ADA + "\"," + detail.replace('\'', '"') + "}}")))
                .command();
    }

    @Test
    void readsEveryCommand() {
        assertThat(read("'command':'cancel','jobId':'0123','reason':'wrong input'"))
                .isEqualTo(new Command("cancel", ADA, "wrong input", new Command.Cancel("0123")));
        assertThat(read("'command':'retry-now','jobId':'0123'").instruction()).isEqualTo(new Command.RetryNow("0123"));
        assertThat(read("'command':'rerun','jobId':'0123','environment':{'*':{'TOKEN':'x'}}")
                        .instruction())
                .isEqualTo(new Command.Rerun("0123", Map.of("*", Map.of("TOKEN", "x"))));
        assertThat(read("'command':'pause','scope':'all','until':'soon','reason':'x'")
                        .instruction())
                .isEqualTo(new Command.PauseScope("all", "soon"));
        assertThat(read("'command':'resume','scope':'all'").instruction()).isEqualTo(new Command.ResumeScope("all"));
        assertThat(read("'command':'dead-letters','limit':1000").instruction())
                .isEqualTo(new Command.ListDeadLetters(100));
        assertThat(read("'command':'redrive','ids':['1']").instruction()).isEqualTo(new Command.Redrive(List.of("1")));
    }

    @Test
    void refusesAnUnknownCommandAndOneWithoutItsJob() {
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> read("'command':'stop'"))
                .withMessage(
                        "detail.command: expected cancel, retry-now, rerun, pause, resume, dead-letters or redrive,"
                                + " found \"stop\"");
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> read("'command':'cancel'"))
                .withMessage("detail.jobId: expected the job's id, found nothing");
    }

    @Test
    void showsNoValueOfAnEnvironment() {
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> read("'command':'rerun','jobId':'0123','environment':{'app':{'PIN':1234}}"))
                .withMessageNotContaining("1234");
        assertThat(read("'command':'rerun','jobId':'0123','environment':{'app':{'PIN':'1234'}}")
                        .toString())
                .doesNotContain("1234");
    }
}
