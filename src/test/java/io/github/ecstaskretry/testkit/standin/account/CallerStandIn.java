package io.github.ecstaskretry.testkit.standin.account;

import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsQuery;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.util.Map;

/** AWS STS's {@code GetCallerIdentity}: every caller is Ann (AWS STS API reference). */
public final class CallerStandIn {

    public static final String ANN = "arn:aws:iam::" + Account.EXAMPLE.id() + ":user/ann";

    private CallerStandIn() {}

    public static AwsQuery onTheWire(Switchboard switchboard) {
        AwsService service = new AwsService(
                "STS",
                Map.of(
                        "GetCallerIdentity",
                        request -> Json.object()
                                .put("UserId", "AIDAEXAMPLE")
                                .put("Account", Account.EXAMPLE.id())
                                .put("Arn", ANN)));
        return new AwsQuery(switchboard, service, "https://sts.amazonaws.com/doc/2011-06-15/");
    }
}
