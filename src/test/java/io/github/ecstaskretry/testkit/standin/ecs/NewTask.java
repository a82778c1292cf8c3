package io.github.ecstaskretry.testkit.standin.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate.ContainerEnd;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes a task of a RunTask request, as ECS first shows it. */
final class NewTask {

    private static final String DEFAULT_IMAGE = "public.ecr.aws/docker/library/busybox:latest";

    /** Of a task on Fargate whose definition is not registered here, in CPU units and MiB. */
    static final int DEFAULT_CPU = 256;

    static final int DEFAULT_MEMORY = 512;

    private final Account account;
    private final ObjectNode request;
    private final String taskDefinitionArn;
    private final Optional<TaskDefinition> definition;
    private final String cluster;
    private final String id = hex();
    private final ObjectNode task = Json.object();

    private NewTask(
            Account account,
            ObjectNode request,
            String taskDefinitionArn,
            Optional<TaskDefinition> definition,
            String cluster) {
        this.account = account;
        this.request = request;
        this.taskDefinitionArn = taskDefinitionArn;
        this.definition = definition;
        this.cluster = cluster;
    }

    /**
     * Makes it.
     *
     * @param definition empty: the containers are those that the request or the fate names, else one called {@code app}
     */
    static EcsTask of(
            Account account,
            ObjectNode request,
            String taskDefinitionArn,
            Optional<TaskDefinition> definition,
            String cluster,
            List<ContainerEnd> ends) {
        return new EcsTask(new NewTask(account, request, taskDefinitionArn, definition, cluster).build(ends));
    }

    private ObjectNode build(List<ContainerEnd> ends) {
        boolean awsvpc = request.path("networkConfiguration").has("awsvpcConfiguration");
        task.put("taskArn", arn());
        task.put("clusterArn", account.arn("ecs", "cluster/" + cluster));
        task.put("taskDefinitionArn", taskDefinitionArn);
        task.put("lastStatus", awsvpc ? "PROVISIONING" : "PENDING");
        task.put("desiredStatus", "RUNNING");
        task.put("version", 1);
        task.set("createdAt", Times.epochSeconds(Times.now()));
        task.put("group", request.path("group").asText("family:" + TaskDefinitions.family(taskDefinitionArn)));
        copy("startedBy");
        putSize("cpu", DEFAULT_CPU);
        putSize("memory", DEFAULT_MEMORY);
        task.put("enableExecuteCommand", request.path("enableExecuteCommand").asBoolean());
        task.put("availabilityZone", account.region() + "a");
        task.set(
                "tags",
                request.path("tags").isMissingNode()
                        ? task.arrayNode()
                        : request.get("tags").deepCopy());
        putLaunchType();
        putNetwork(awsvpc);
        Map<String, String> containers = containers(ends);
        putContainers(containers);
        putOverrides(containers.keySet());
        return task;
    }

    private String arn() {
        return account.arn("ecs", "task/" + cluster + "/" + id);
    }

    private void copy(String member) {
        if (request.has(member)) {
            task.set(member, request.path(member));
        }
    }

    private void putSize(String member, int byDefault) {
        JsonNode size = size(request, definition, member);
        if (!size.isMissingNode()) {
            task.set(member, size);
        } else if (onFargate(request)) {
            task.put(member, Integer.toString(byDefault));
        }
    }

    /** What the request overrides, else what the definition has. */
    static JsonNode size(ObjectNode request, Optional<TaskDefinition> definition, String member) {
        JsonNode override = request.path("overrides").path(member);
        return override.isMissingNode()
                ? definition.map(known -> known.document().path(member)).orElse(override)
                : override;
    }

    static boolean onFargate(ObjectNode request) {
        return launchType(request).equals("FARGATE");
    }

    private static String launchType(ObjectNode request) {
        String provider = provider(request);
        return request.path("launchType")
                .asText(provider.isEmpty() || provider.startsWith("FARGATE") ? "FARGATE" : "EC2");
    }

    private static String provider(ObjectNode request) {
        return request.path("capacityProviderStrategy")
                .path(0)
                .path("capacityProvider")
                .asText();
    }

    /** A Fargate task placed by a capacity provider still has launch type FARGATE. */
    private void putLaunchType() {
        String provider = provider(request);
        if (!provider.isEmpty()) {
            task.put("capacityProviderName", provider);
        }
        String launchType = launchType(request);
        task.put("launchType", launchType);
        if (launchType.equals("FARGATE")) {
            String asked = request.path("platformVersion").asText("LATEST");
            task.put("platformVersion", asked.equals("LATEST") ? "1.4.0" : asked);
            task.put("platformFamily", "Linux");
            task.putObject("ephemeralStorage").put("sizeInGiB", 20);
        } else {
            task.put("containerInstanceArn", account.arn("ecs", "container-instance/" + cluster + "/" + hex()));
        }
        task.putArray("attributes")
                .addObject()
                .put("name", "ecs.cpu-architecture")
                .put("value", "x86_64");
    }

    private void putNetwork(boolean awsvpc) {
        ArrayNode attachments = task.putArray("attachments");
        if (!awsvpc) {
            return;
        }
        JsonNode subnets =
                request.path("networkConfiguration").path("awsvpcConfiguration").path("subnets");
        ObjectNode eni = attachments.addObject();
        eni.put("id", UUID.randomUUID().toString());
        eni.put("type", "ElasticNetworkInterface");
        eni.put("status", "PRECREATED");
        ArrayNode details = eni.putArray("details");
        detail(details, "subnetId", subnets.path(0).asText());
        detail(details, "networkInterfaceId", "eni-" + hex().substring(0, 17));
        detail(details, "macAddress", "02:00:5e:00:53:01");
        detail(details, "privateIPv4Address", "192.0.2.10");
    }

    private static void detail(ArrayNode details, String name, String value) {
        details.addObject().put("name", name).put("value", value);
    }

    /** Names and images. */
    private Map<String, String> containers(List<ContainerEnd> ends) {
        Map<String, String> containers = new LinkedHashMap<>();
        if (definition.isPresent()) {
            definition
                    .get()
                    .containers()
                    .forEach(container -> containers.put(
                            container.path("name").asText(),
                            container.path("image").asText(DEFAULT_IMAGE)));
        } else {
            ends.forEach(end -> containers.put(end.name(), DEFAULT_IMAGE));
            overrides().forEach(override -> containers.put(override.path("name").asText(), DEFAULT_IMAGE));
            if (containers.isEmpty()) {
                containers.put("app", DEFAULT_IMAGE);
            }
        }
        return containers;
    }

    private void putContainers(Map<String, String> images) {
        ArrayNode containers = task.putArray("containers");
        images.forEach((name, image) -> {
            ObjectNode container = containers.addObject();
            container.put(
                    "containerArn", account.arn("ecs", "container/" + cluster + "/" + id + "/" + UUID.randomUUID()));
            container.put("taskArn", arn());
            container.put("name", name);
            container.put("image", image);
            container.put("lastStatus", "PENDING");
            container.putArray("networkInterfaces");
            container.put("cpu", "0");
        });
    }

    /** ECS lists every container among the overrides, without an override too. */
    private void putOverrides(Set<String> containers) {
        ObjectNode overrides = request.path("overrides") instanceof ObjectNode given ? given.deepCopy() : Json.object();
        ArrayNode all = overrides.arrayNode();
        for (String container : containers) {
            all.add(overrides().stream()
                    .filter(override -> override.path("name").asText().equals(container))
                    .map(JsonNode::<JsonNode>deepCopy)
                    .findFirst()
                    .orElseGet(() -> Json.object().put("name", container)));
        }
        overrides.set("containerOverrides", all);
        task.set("overrides", overrides);
    }

    private List<JsonNode> overrides() {
        return Json.elements(request.path("overrides").path("containerOverrides"))
                .toList();
    }

    private static String hex() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
