package platform;

import static org.springframework.security.config.Customizer.withDefaults;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A platform with the sign-in of Spring Security's reference, logout of both kinds, and tokens that are always renewed. */
@SpringBootApplication
@RestController
public class Platform {
  public static void main(String[] words) {
    SpringApplication.run(Platform.class, words);
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http, ClientRegistrationRepository clients) throws Exception {
    var leaving = new OidcClientInitiatedLogoutSuccessHandler(clients);
    leaving.setPostLogoutRedirectUri("{baseUrl}/adios");
    return http
        .authorizeHttpRequests(all -> all.requestMatchers("/adios").permitAll().anyRequest().authenticated())
        .oauth2Login(withDefaults())
        .oidcLogout(logout -> logout.backChannel(withDefaults()))
        .logout(logout -> logout.logoutSuccessHandler(leaving))
        .build();
  }

  /** A token of ten minutes counts as expired eleven minutes before its end: each use renews it. */
  @Bean
  OAuth2AuthorizedClientManager tokens(ClientRegistrationRepository clients, OAuth2AuthorizedClientRepository kept) {
    var manager = new DefaultOAuth2AuthorizedClientManager(clients, kept);
    manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
        .authorizationCode()
        .refreshToken(refresh -> refresh.clockSkew(Duration.ofMinutes(11)))
        .build());
    return manager;
  }

  @GetMapping("/")
  Map<String, Object> claims(@AuthenticationPrincipal OidcUser user) {
    return user.getClaims();
  }

  @GetMapping("/token")
  Map<String, Object> token(@RegisteredOAuth2AuthorizedClient("clave") OAuth2AuthorizedClient client) {
    return Map.of("access_token", client.getAccessToken().getTokenValue());
  }

  @GetMapping("/adios")
  String goodbye() {
    return "adiós";
  }
}
