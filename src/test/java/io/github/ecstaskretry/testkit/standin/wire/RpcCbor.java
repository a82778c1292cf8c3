package io.github.ecstaskretry.testkit.standin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** CBOR both ways, the operation at the end of the path (Smithy, "Smithy RPC v2 CBOR protocol"). */
public final class RpcCbor implements Protocol {

    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

    private final Switchboard switchboard;
    private final AwsService service;
    private final String path;

    /**
     * Puts a service on the wire.
     *
     * @param shape the service's shape in its model, such as {@code GraniteServiceVersion20100801}
     */
    public RpcCbor(Switchboard switchboard, AwsService service, String shape) {
        this.switchboard = switchboard;
        this.service = service;
        this.path = "/service/" + shape + "/operation/";
    }

    @Override
    public boolean takes(Request request) {
        return request.uri().getPath().startsWith(path);
    }

    @Override
    public Answer answer(Request request) {
        String operation = request.uri().getPath().substring(path.length());
        try {
            JsonNode body = CBOR.readTree(request.content().bytes());
            ObjectNode members = body instanceof ObjectNode object ? object : Json.object();
            return answer(200, switchboard.call(request.caller(), service, operation, members));
        } catch (AwsError error) {
            return answer(error.status(), error.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(int status, ObjectNode members) {
        try {
            return new Answer(
                    status,
                    Map.of("Content-Type", List.of("application/cbor"), "smithy-protocol", List.of("rpc-v2-cbor")),
                    Body.of(CBOR.writeValueAsBytes(members)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
