package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.text.StrictOutput;
import io.github.ecstaskretry.cli.text.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Standard output that cannot be written. */
class OutputFailureTest {

    @Test
    void failsIfTheAnswerCannotBeWritten() {
        Run run = runWhileWritingFails("No space left on device", "causes");

        assertThat(run.exitCode()).isEqualTo(74);
        assertThat(run.err()).isEqualTo("ecs-retry: standard output cannot be written: No space left on device\n");
        assertThat(runWhileWritingFails("No space left on device", "causes", "--help"))
                .isEqualTo(run);
    }

    @Test
    void endsQuietlyIfTheReaderClosesThePipe() {
        assertThat(runWhileWritingFails("Broken pipe", "causes")).isEqualTo(new Run(141, "", ""));
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void stopsReadingWhenItCannotWrite() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return '\n';
            }

            @Override
            public int read(byte[] octets, int offset, int length) {
                Arrays.fill(octets, offset, offset + length, (byte) '\n');
                return length;
            }
        };

        assertThat(runWhileWritingFails("Broken pipe", endless, "classify").exitCode())
                .isEqualTo(141);
    }

    private static Run runWhileWritingFails(String why, String... arguments) {
        return runWhileWritingFails(why, InputStream.nullInputStream(), arguments);
    }

    private static Run runWhileWritingFails(String why, InputStream in, String... arguments) {
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(why);
            }
        };
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(in, StrictOutput.writer(failing), new PrintWriter(err), false, 0);
        return new Run(EcsRetry.run(terminal, arguments), "", err.toString());
    }
}
