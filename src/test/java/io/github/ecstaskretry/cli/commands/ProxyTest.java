package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line in a process of its own, behind a proxy that lets only Ann through. */
class ProxyTest {

    private static final String ANN =
            "Basic " + Base64.getEncoder().encodeToString("ann:s3cr@t".getBytes(StandardCharsets.UTF_8));

    /** The first line of each request that the proxy let through. */
    private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());

    /** The first line of each request. */
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path directory;

    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                answer(socket);
            } catch (IOException e) {
                // The client has gone, or the test is over.
            }
        }
    }

    /** Asks for a password, and refuses what comes with one. */
    private void answer(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String request = reader.readLine();
        boolean byAnn = false;
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            byAnn |= line.equalsIgnoreCase("Proxy-Authorization: " + ANN);
        }
        asked.add(request);
        if (byAnn) {
            accepted.add(request);
        }
        String status = byAnn ? "403 Forbidden" : "407 Proxy Authentication Required";
        socket.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"
                                + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local", "AWS_MAX_ATTEMPTS", "1"));
        return Launched.run(directory, all, "", arguments);
    }

    private String proxy(String login) {
        return "http://" + login + "127.0.0.1:" + server.getLocalPort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS_PROXY", "https_proxy"})
    void sendsUserAndPasswordToAProxyForHttps(String variable) throws Exception {
        Run run = run(Map.of(variable, proxy("ann:s3cr%40t@")), "doctor", "--region", "eu-west-1");

        assertThat(accepted).containsExactly("CONNECT cloudformation.eu-west-1.amazonaws.com:443 HTTP/1.1");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).contains("tunnel through proxy", "403").doesNotContain("s3cr");
    }

    @Test
    void asksTheProxyForHttp() throws Exception {
        run(
                Map.of("HTTP_PROXY", proxy("")),
                "jobs",
                "--table",
                "attempts",
                "--region",
                "eu-west-1",
                "--endpoint-url",
                "http://dynamodb.example:8000");

        assertThat(asked).isNotEmpty().allMatch("POST http://dynamodb.example:8000/ HTTP/1.1"::equals);
    }

    @Test
    void saysThatTheProxyRefusesThePassword() throws Exception {
        Run run = run(Map.of("HTTPS_PROXY", proxy("ann:wrong@")), "doctor", "--region", "eu-west-1");

        assertThat(accepted).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err())
                .contains("check the user and password in HTTPS_PROXY")
                .doesNotContain("wrong");
    }

    @Test
    void refusesAnInvalidAddressOfAProxy() throws Exception {
        Run run = run(Map.of("HTTPS_PROXY", "socks5://proxy.example:1080"), "doctor", "--region", "eu-west-1");

        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).contains("HTTPS_PROXY is not the address of a proxy. Write it like http://");
    }
}
