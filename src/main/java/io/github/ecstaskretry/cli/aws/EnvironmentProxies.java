package io.github.ecstaskretry.cli.aws;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.ProxyEnvironmentSetting;

/**
 * Sends every HTTP request of this process through the proxy that HTTPS_PROXY or HTTP_PROXY names, except to the hosts of NO_PROXY
 * and to this machine. The JDK connects, because the SDK's own client would take HTTP_PROXY for every address and would send no
 * password to a proxy for HTTPS.
 */
final class EnvironmentProxies extends ProxySelector {

    private static final int DEFAULT_PORT = 80;

    /** Throws a {@link SdkClientException} if a variable is not an address. */
    static void use() {
        if (Stream.of("http", "https").allMatch(scheme -> proxy(scheme).isEmpty())) {
            return;
        }
        // By default the JDK sends no password to a proxy for HTTPS ("Networking Properties" in its documentation).
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        // How often the JDK sends a wrong password; its default of 20 could lock the user out.
        System.setProperty("http.maxRedirects", "2");
        ProxySelector.setDefault(new EnvironmentProxies());
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY ? login(getRequestingHost()) : null;
            }
        });
    }

    private static @Nullable PasswordAuthentication login(String host) {
        return Stream.of("https", "http")
                .flatMap(scheme -> proxy(scheme).stream())
                .filter(proxy -> proxy.getHost().equals(host) && proxy.getRawUserInfo() != null)
                .map(proxy -> proxy.getRawUserInfo().split(":", 2))
                .map(login -> new PasswordAuthentication(
                        decoded(login[0]),
                        login.length == 1 ? new char[0] : decoded(login[1]).toCharArray()))
                .findFirst()
                .orElse(null);
    }

    /** In an address, {@code @} of a password is {@code %40}. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** As for the AWS CLI, an address without a scheme is that of an HTTP proxy. */
    private static Optional<URI> proxy(String scheme) {
        ProxyEnvironmentSetting variable =
                scheme.equals("https") ? ProxyEnvironmentSetting.HTTPS_PROXY : ProxyEnvironmentSetting.HTTP_PROXY;
        return variable.getStringValue().filter(address -> !address.isBlank()).map(address -> {
            try {
                URI proxy = new URI(address.contains("://") ? address : "http://" + address);
                if (proxy.getHost() != null && proxy.getScheme().matches("(?i)https?")) {
                    return proxy;
                }
            } catch (URISyntaxException e) {
                // Neither the exception nor the message may show the value: it may hold a password.
            }
            throw SdkClientException.create(variable
                    + " is not the address of a proxy. Write it like http://user:password@proxy.example:3128.");
        });
    }

    @Override
    public List<Proxy> select(URI address) {
        Proxy direct = Proxy.NO_PROXY;
        return List.of(
                isExcluded(address.getHost().toLowerCase(Locale.ROOT))
                        ? direct
                        : proxy(address.getScheme())
                                .map(proxy -> new Proxy(
                                        Proxy.Type.HTTP,
                                        InetSocketAddress.createUnresolved(
                                                proxy.getHost(), proxy.getPort() > 0 ? proxy.getPort() : DEFAULT_PORT)))
                                .orElse(direct));
    }

    /** A name excludes its host and every subdomain, with or without a leading dot or {@code *.}. Its port is ignored. */
    private static boolean isExcluded(String host) {
        String none = ProxyEnvironmentSetting.NO_PROXY.getStringValue().orElse("");
        return host.matches("localhost|127\\..*|\\[::1]|0\\.0\\.0\\.0")
                || Stream.of(none.toLowerCase(Locale.ROOT).split("[,\\s]+", -1))
                        .map(name -> name.replaceFirst(":\\d+$", "").replaceFirst("^\\*?\\.", ""))
                        .anyMatch(name -> name.equals("*") || (!name.isEmpty() && ("." + host).endsWith("." + name)));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
        // The caller receives the failure.
    }
}
