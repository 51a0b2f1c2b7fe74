package plataforma;

import java.util.*;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.*;

@SpringBootApplication
@RestController
public class Plataforma {
  public static void main(String[] words) { SpringApplication.run(Plataforma.class, words); }

  /** Todo pide ingreso. La salida cierra también la sesión de Clave Sence. */
  @Bean SecurityFilterChain security(HttpSecurity http, ClientRegistrationRepository clients) throws Exception {
    var leaving = new OidcClientInitiatedLogoutSuccessHandler(clients);
    leaving.setPostLogoutRedirectUri("{baseUrl}/");
    return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
        .oauth2Login(Customizer.withDefaults()).logout(logout -> logout.logoutSuccessHandler(leaving)).build();
  }
  /** Clave Sence firma con ES256; Spring espera RS256 si no se le dice. */
  @Bean OidcIdTokenDecoderFactory decoders() {
    var decoders = new OidcIdTokenDecoderFactory();
    decoders.setJwsAlgorithmResolver(client -> SignatureAlgorithm.ES256);
    return decoders;
  }
  @GetMapping("/") Map<String, Object> home(@AuthenticationPrincipal OidcUser user) {
    return Map.of("sub", user.getSubject(), "name", user.getFullName(), "email", user.getEmail());
  }
}
