package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.text.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs a few commands, so that the JDK can keep the classes that they load in an ahead-of-time cache (JEP 514). Makes no calls to AWS:
 * it answers the queries of the table itself, as if the table were empty.
 */
public final class StartUpTraining {

    private static final String EVENT = """
            {"detail-type": "ECS Task State Change", "detail": {
              "taskArn": "arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef",
              "clusterArn": "arn:aws:ecs:eu-west-1:111122223333:cluster/prod",
              "taskDefinitionArn": "arn:aws:ecs:eu-west-1:111122223333:task-definition/etl:1",
              "lastStatus": "STOPPED", "launchType": "EC2", "stopCode": "TaskFailedToStart",
              "stoppedReason": "CannotPullContainerError: connection reset by peer",
              "createdAt": "2026-01-31T11:59:00Z", "stoppedAt": "2026-01-31T12:00:00Z", "containers": [{"name": "app"}]}}""";

    private static final String NO_ITEMS = """
            HTTP/1.1 200 OK\r
            Content-Type: application/x-amz-json-1.0\r
            Content-Length: 12\r
            Connection: close\r
            \r
            {"Items":[]}""";

    private StartUpTraining() {}

    /** Takes {@code aws} for commands that read the table, {@code offline} for the others. */
    public static void main(String[] kind) throws IOException {
        if (List.of(kind).equals(List.of("aws"))) {
            readTable();
        } else {
            run("explain", "-");
            run("--help");
        }
    }

    private static void readTable() throws IOException {
        System.setProperty("aws.accessKeyId", "training");
        System.setProperty("aws.secretAccessKey", "training");
        try (ServerSocket table = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answerQueries(table));
            String endpoint = "http://127.0.0.1:" + table.getLocalPort();
            run("jobs", "--table", "training", "--region", "eu-west-1", "--endpoint-url", endpoint);
        }
    }

    private static void run(String... arguments) {
        PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var event = new ByteArrayInputStream(EVENT.getBytes(StandardCharsets.UTF_8));
        EcsRetry.run(new Terminal(event, nowhere, nowhere, false, 0), arguments);
    }

    private static void answerQueries(ServerSocket table) {
        while (!table.isClosed()) {
            try (Socket query = table.accept()) {
                BufferedReader request =
                        new BufferedReader(new InputStreamReader(query.getInputStream(), StandardCharsets.UTF_8));
                int length = 0;
                for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
                    if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                        length = Integer.parseInt(line.substring(15).strip());
                    }
                }
                request.skip(length);
                query.getOutputStream().write(NO_ITEMS.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // The client has gone, or main has closed the socket.
            }
        }
    }
}
