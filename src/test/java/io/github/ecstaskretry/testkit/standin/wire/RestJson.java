package io.github.ecstaskretry.testkit.standin.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AWS REST JSON: method and path say the operation (Smithy, "AWS restJson1 protocol"). An operation gets the path's labels and
 * the query's parameters as members.
 */
public final class RestJson implements Protocol {

    private static final String JSON = "application/json";

    private final Switchboard switchboard;
    private final AwsService service;
    private final List<Route> routes;

    /**
     * Where an operation is.
     *
     * @param method such as {@code GET}
     * @param path a pattern whose named groups are the labels
     */
    public record Route(String method, Pattern path, String operation) {

        /** Such as {@code /2015-03-31/functions/{FunctionName}/policy}. */
        public static Route of(String method, String path, String operation) {
            return new Route(method, Pattern.compile(path.replaceAll("\\{(\\w+)}", "(?<$1>[^/]+)")), operation);
        }

        private boolean takes(Request request) {
            return method.equals(request.method())
                    && path.matcher(request.uri().getRawPath()).matches();
        }

        private void addLabels(String rawPath, ObjectNode members) {
            Matcher matcher = path.matcher(rawPath);
            if (matcher.matches()) {
                path.namedGroups().keySet().forEach(label -> members.put(label, decode(matcher.group(label))));
            }
        }
    }

    public RestJson(Switchboard switchboard, AwsService service, List<Route> routes) {
        this.switchboard = switchboard;
        this.service = service;
        this.routes = List.copyOf(routes);
    }

    @Override
    public boolean takes(Request request) {
        return route(request).isPresent();
    }

    @Override
    public Answer answer(Request request) {
        String requestId = UUID.randomUUID().toString();
        Route route = route(request).orElseThrow();
        try {
            ObjectNode answer = switchboard.call(request.caller(), service, route.operation(), members(route, request));
            return Answer.of(200, JSON, requestId, Json.write(answer));
        } catch (AwsError error) {
            return Answer.jsonError(JSON, requestId, error);
        }
    }

    private Optional<Route> route(Request request) {
        return routes.stream().filter(route -> route.takes(request)).findFirst();
    }

    private static ObjectNode members(Route route, Request request) {
        ObjectNode members = Json.object();
        route.addLabels(request.uri().getRawPath(), members);
        String query = request.uri().getRawQuery();
        if (query != null) {
            for (String parameter : query.split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                members.put(parts[0], parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        return members;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
