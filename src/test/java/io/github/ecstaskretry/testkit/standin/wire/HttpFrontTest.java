package io.github.ecstaskretry.testkit.standin.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bytes on the wire. */
class HttpFrontTest {

    private static final String TARGET = "X-Amz-Target";

    private final Switchboard switchboard = new Switchboard();
    private final Switchboard behind = new Switchboard();
    private final AwsService service = new AwsService("Echo", Map.of("Say", HttpFrontTest::echo));
    private final AwsService database = new AwsService("DynamoDB", Map.of("GetItem", HttpFrontTest::echo));
    private final HttpFront server = new HttpFront(0, List.of(new AwsJson(behind, database, "DynamoDB_1.", "1.0")));
    private final Forward forward = new Forward(switchboard, "DynamoDB", "DynamoDB_1.", server.endpoint());
    private final HttpFront front = new HttpFront(
            0,
            List.of(
                    new AwsJson(switchboard, service, "Echo_1.", "1.1"),
                    forward,
                    new EventDoor(HttpFrontTest::echo),
                    new AwsQuery(switchboard, service, "urn:echo")));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
        front.close();
        server.close();
    }

    @Test
    void itListensOnTheLoopbackAddressOnly() {
        assertThat(front.endpoint().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void anAnswerInJson() throws Exception {
        HttpResponse<String> answer = post("{\"text\":\"ü\"}", TARGET, "Echo_1.Say");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.body()).isEqualTo("{\"text\":\"ü\"}");
    }

    @Test
    void anErrorInJson() throws Exception {
        HttpResponse<String> answer = post("{\"fail\":\"NoGood\"}", TARGET, "Echo_1.Say");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("NoGood");
        assertThat(Json.read(answer.body())).isEqualTo(Json.read("{\"__type\":\"NoGood\",\"message\":\"It failed.\"}"));
    }

    @Test
    void refusesABodyThatIsNotAJsonObject() throws Exception {
        for (String body : List.of("{", "[]", "null")) {
            assertThat(errorOf(post(body, TARGET, "Echo_1.Say"))).isEqualTo("SerializationException");
        }
    }

    @Test
    void anAnswerOfTheQueryProtocol() throws Exception {
        HttpResponse<String> answer = post("Action=Say&text=a%26b+%3Cc%3E");

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
        assertThat(answer.body())
                .startsWith("<SayResponse xmlns=\"urn:echo\"><SayResult>")
                .contains("<text>a&amp;b &lt;c&gt;</text>")
                .contains("<ResponseMetadata><RequestId>");
    }

    @Test
    void anErrorOfTheQueryProtocol() throws Exception {
        HttpResponse<String> answer = post("Action=Say&fail=NoGood");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<Error><Type>Sender</Type><Code>NoGood</Code><Message>It failed.</Message></Error>");
    }

    @Test
    void anEventIsPostedAsItStands() throws Exception {
        assertThat(post(" {\"source\":\"aws.ecs\"}").body()).isEqualTo("{\"source\":\"aws.ecs\"}\n");

        HttpResponse<String> refused = post("{\"source\":");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(errorOf(refused)).isEqualTo("InvalidEvent");
    }

    @Test
    void aMissingServiceIsAnUnknownOperation() throws Exception {
        HttpResponse<String> answer = post("{}", TARGET, "Lambda_1.Invoke");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorOf(answer)).isEqualTo("UnknownOperationException");
        assertThat(answer.body()).contains("Lambda_1.Invoke");
        assertThat(errorOf(post("nothing"))).isEqualTo("UnknownOperationException");
    }

    @Test
    void aBugOfTheStandInFailsTheTestAsSuch() throws Exception {
        HttpResponse<String> answer = post("{\"bug\":true}", TARGET, "Echo_1.Say");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(errorOf(answer)).isEqualTo("InternalFailure");
    }

    @Test
    void forwardsCallsToAnotherService() throws Exception {
        HttpResponse<String> answer = post("{\"key\":1}", TARGET, "DynamoDB_1.GetItem", "X-Amz-Date", "now");

        assertThat(answer.body()).isEqualTo("{\"key\":1}");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(behind.log().count("DynamoDB", "GetItem")).isEqualTo(1);
        assertThat(switchboard.log().calls("DynamoDB")).singleElement().satisfies(call -> {
            assertThat(call.operation()).isEqualTo("GetItem");
            assertThat(call.request()).isEqualTo(Json.read("{\"key\":1}"));
            assertThat(call.error()).isNull();
        });
    }

    @Test
    void itsErrorsAreHandedBackAndLogged() throws Exception {
        HttpResponse<String> answer = post("{\"fail\":\"Conditional\"}", TARGET, "DynamoDB_1.GetItem");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorOf(answer)).isEqualTo("Conditional");
        assertThat(switchboard.log().calls("DynamoDB")).extracting(Call::error).containsExactly("Conditional");
    }

    @Test
    void faultsAlsoStrikeIt() throws Exception {
        switchboard.faults().refuse("DynamoDB", "GetItem", AwsError.throttled());
        assertThat(errorOf(post("{}", TARGET, "DynamoDB_1.GetItem"))).isEqualTo("ThrottlingException");
        assertThat(behind.log().all()).isEmpty();

        switchboard.faults().loseAnswer("DynamoDB", "GetItem", AwsError.of(500, "InternalServerError", "lost"));
        assertThat(errorOf(post("{}", TARGET, "DynamoDB_1.GetItem"))).isEqualTo("InternalServerError");
        assertThat(behind.log().all()).hasSize(1);
    }

    @Test
    void aFunctionIsKnownByItsUserAgent() throws Exception {
        String function = "aws-sdk-java/2.41.28 md/io#sync ua/2.1 exec-env/AWS_Lambda_java25 api/ECS";
        post("{}", TARGET, "Echo_1.Say", "User-Agent", function);
        post("{}", TARGET, "Echo_1.Say", "User-Agent", function.replace("AWS_Lambda_java25", "AWS_ECS_FARGATE"));
        post("Action=Say", "User-Agent", function);
        post("{}", TARGET, "DynamoDB_1.GetItem", "User-Agent", function);

        assertThat(switchboard.log().all())
                .extracting(Call::caller)
                .containsExactly(Caller.FUNCTION, Caller.CLIENT, Caller.FUNCTION, Caller.FUNCTION);
    }

    /** Answers with the request, unless it asks for something else. */
    private static ObjectNode echo(ObjectNode request) {
        if (request.has("fail")) {
            throw AwsError.client(request.get("fail").asText(), "It failed.");
        }
        if (request.has("bug")) {
            throw new IllegalStateException("a bug");
        }
        return request;
    }

    private HttpResponse<String> post(String body, String... headers) throws IOException, InterruptedException {
        URI endpoint = front.endpoint();
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String errorOf(HttpResponse<String> answer) {
        JsonNode body = Json.read(answer.body());
        return body.path("__type").asText();
    }
}
